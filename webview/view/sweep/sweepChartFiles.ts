import { svgFile, type LegendEntry } from '../../draw/svgFile';

/** A chart of the page as a file. */
export interface ChartFile {
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

/** All charts within an element, in the order of the page. */
export const sweepChartFiles = (root: HTMLElement): ChartFile[] =>
  [...root.querySelectorAll<SVGSVGElement>('svg[data-chart]')].map((chart) => {
    const title = chart.closest('section')?.querySelector('h2')?.textContent ?? '';
    return { name: chart.dataset['chart'] ?? '', title, svg: svgFile(chart, title, legendOf(chart)) };
  });

/** What stands below a chart to explain its forms. Three charts may share one legend. */
export function legendOf(chart: SVGSVGElement): LegendEntry[] {
  const own =
    chart.closest('section')?.querySelector('.legend') ?? chart.closest('section')?.parentElement?.nextElementSibling;
  return [...(own?.querySelectorAll('li') ?? [])].flatMap((item) => {
    const mark = item.querySelector('svg');
    return mark ? [{ mark, text: item.textContent.trim() }] : [];
  });
}
