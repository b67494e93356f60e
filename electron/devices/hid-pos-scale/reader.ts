import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { DATA_BYTES, DATA_REPORT_ID, outcomeOfData, STATUS } from './report.ts';

/** So many reports in a row that are no data reports: whatever this is, it is not a scale. */
const NOT_A_SCALE_AFTER = 10;

/**
 * Takes input reports one by one. Reports of another id or length, and reserved statuses, are ignored, counted and told;
 * ten of a wrong shape in a row are error `protocol`, `not-a-scale`.
 *
 * WebHID strips the report id, node-hid does not. Five bytes are a report without id unless one with id came before.
 * Five bytes that begin with 03 may also be a cut report: they are read (as "in motion") only after another one without id.
 */
export class ScaleReader {
  #hasIds: boolean | null = null;
  #ignored = 0;
  #ignoredInRow = 0;

  read(report: Uint8Array): DeviceFrame[] {
    if (report.length === 0) return [];
    return [{ raw: report.slice(), outcomes: [this.#outcomeOf(report)] }];
  }

  #outcomeOf(report: Uint8Array): DeviceOutcome {
    const data = this.#dataOf(report);
    if (typeof data === 'string') {
      this.#ignoredInRow += 1;
      return this.#ignoredInRow % NOT_A_SCALE_AFTER === 0 ? this.#notAScale() : this.#ignore(data);
    }
    this.#ignoredInRow = 0;
    return outcomeOfData(data) ?? this.#ignore('reserved-status');
  }

  #dataOf(report: Uint8Array): Uint8Array | 'wrong-length' | 'wrong-id' {
    if (report.length === DATA_BYTES + 1) {
      if (report[0] !== DATA_REPORT_ID) return 'wrong-id';
      this.#hasIds = true;
      return report.subarray(1);
    }
    const mayBeCut = this.#hasIds === null && report[0] === STATUS.inMotion;
    if (report.length !== DATA_BYTES || this.#hasIds === true || mayBeCut) return 'wrong-length';
    this.#hasIds = false;
    return report;
  }

  #ignore(reason: 'wrong-length' | 'wrong-id' | 'reserved-status'): DeviceOutcome {
    this.#ignored += 1;
    return { kind: 'info', facts: { event: 'ignored', reason, ignored: this.#ignored } };
  }

  #notAScale(): DeviceOutcome {
    this.#ignored += 1;
    return { kind: 'error', code: 'protocol', facts: { reason: 'not-a-scale', ignored: this.#ignored } };
  }
}
