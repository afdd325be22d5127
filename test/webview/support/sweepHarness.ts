import { html, render } from 'lit-html';
import { svgFile } from '../../../webview/draw/svgFile';
import type { SweepChoices, SweepReports } from '../../../webview/state/sweep/sweepChoices';
import { FIRST_CHOICES } from '../../../webview/view/sweep/parts';
import { sweepChartFiles } from '../../../webview/view/sweep/sweepChartFiles';
import { sweepResults } from '../../../webview/view/sweep/sweepResults';
import { wordsFor } from '../../../webview/view/words';

/** Runs in the page: the results of sweeps with as little around them as they need. */

interface HarnessWindow extends Window {
  showSweep(reports: SweepReports, choices: Partial<SweepChoices>): void;
  chartFiles(): ReturnType<typeof sweepChartFiles>;
  saved: string[];
}

const page = window as unknown as HarnessWindow;
const root = document.createElement('div');
root.className = 'compare sweep';
document.getElementById('panel')?.replaceChildren(root);
const pen = document.createElement('canvas').getContext('2d');
let choices = FIRST_CHOICES;
page.saved = [];

function draw(reports: SweepReports): void {
  const { fontSize, fontFamily } = getComputedStyle(root);
  if (pen) pen.font = `${fontSize} ${fontFamily}`;
  const tools = {
    words: wordsFor('en'),
    width: Math.floor(root.clientWidth),
    measure: (text: string) => pen?.measureText(text).width ?? 7 * text.length,
    choices,
    choose: (patch: Partial<SweepChoices>) => {
      choices = { ...choices, ...patch };
      draw(reports);
    },
    savePicture: (chart: SVGSVGElement, name: string) => page.saved.push(`${name} ${svgFile(chart, name, [])}`),
  };
  render(
    html`<h1 class="visually-hidden">Sweep</h1>
      ${sweepResults(reports, tools)}`,
    root,
  );
}

page.showSweep = (reports, patch) => {
  choices = { ...FIRST_CHOICES, ...patch };
  draw(reports);
};
page.chartFiles = () => sweepChartFiles(root);
