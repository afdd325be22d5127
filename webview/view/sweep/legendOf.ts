import type { LegendEntry } from '../../draw/svgFile';

/** What stands below a chart to explain its forms, for a file of its own. Three charts may share one legend. */
export function legendOf(chart: SVGSVGElement): LegendEntry[] {
  const section = chart.closest('section');
  const own = section?.querySelector('.legend') ?? section?.parentElement?.nextElementSibling;
  return [...(own?.querySelectorAll('li') ?? [])].flatMap((item) => {
    const mark = item.querySelector('svg');
    return mark ? [{ mark, text: item.textContent.trim() }] : [];
  });
}
