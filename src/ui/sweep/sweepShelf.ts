import type { LengthPart } from '../../core/sweep/lengthReport';
import { hasMeasured } from '../../core/sweep/hasMeasured';
import { publicSweep } from '../../core/sweep/publicSweep';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepKind } from '../../messages/sweepForm';
import type { SweepReports } from '../../messages/sweepTabMessages';

/** The last sweep of each kind and target. */
export class SweepShelf {
  readonly #kept = new Map<string, SweepReports>();
  /** One whose predecessor is worth more than itself, until it has measured something. */
  #live: { readonly kind: SweepKind; readonly target: string; readonly report: SweepReport | null } | null = null;
  #newest: SweepReport | null = null;

  /** The newest of all, however far it is. */
  get newest(): SweepReport | null {
    return this.#live?.report ?? this.#newest;
  }

  of(target: string | null): SweepReports {
    const kept = (target !== null && this.#kept.get(target)) || { length: null, load: null };
    return this.#live?.target === target ? { ...kept, [this.#live.kind]: this.#live.report } : kept;
  }

  /** Whom sweeps are kept of, each by its last one. */
  get targets(): SweepReport['target'][] {
    return [...this.#kept.values()].flatMap(({ length, load }) => {
      const last = length && load ? (length.startedAt > load.startedAt ? length : load) : (length ?? load);
      return last ? [last.target] : [];
    });
  }

  lengthPartOf(target: string): LengthPart | null {
    return this.#kept.get(target)?.length?.length ?? null;
  }

  begin(kind: SweepKind, target: string): void {
    this.#live = { kind, target, report: null };
  }

  grow(report: SweepReport): void {
    if (this.#live) this.#live = { ...this.#live, report };
  }

  /** False: it has measured nothing, so that the one before it stays. */
  end(report: SweepReport): boolean {
    this.#live = null;
    this.#newest = report;
    const kept = this.of(report.target.name);
    const isWorthIt = hasMeasured(report) || kept[kindOf(report)] === null;
    if (isWorthIt) this.put(report);
    return isWorthIt;
  }

  put(report: SweepReport): void {
    const { name } = report.target;
    this.#kept.set(name, { ...this.of(name), [kindOf(report)]: report });
    this.#newest = report;
  }

  remove(report: SweepReport): void {
    const { name } = report.target;
    const { length, load }: SweepReports = { ...this.of(name), [kindOf(report)]: null };
    if (length || load) this.#kept.set(name, { length, load });
    else this.#kept.delete(name);
    if (this.#newest === report) this.#newest = null;
  }
}

export const kindOf = ({ length }: SweepReport): SweepKind => (length ? 'length' : 'load');

/** As the panel gets them: stamps and texts of single runs are many, and nobody looks at them there. */
export const slim = ({ length, load }: SweepReports): SweepReports => {
  const without = (report: SweepReport): SweepReport => publicSweep(report, { trace: false, includeText: false });
  return { length: length && without(length), load: load && without(load) };
};
