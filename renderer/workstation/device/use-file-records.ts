import { isDefinedError } from '@orpc/client';
import { useState } from 'react';
import type { DeviceMemoryRecord } from '../../../domain/contract/ipc/device.ts';
import type { PlausibilityFinding } from '../../../domain/contract/ipc/observation.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { deviceMemoryWords } from './device-memory.words.ts';
import type { useMemory } from './use-memory.ts';

interface FileRecordsOptions {
  readonly use: ReturnType<typeof useMemory>;
  readonly deviceId: string;
  readonly chosen: readonly DeviceMemoryRecord[];
  /** What a person said of records without a time, by their id. */
  readonly measuredAt: ReadonlyMap<string, string>;
}

export interface FilingRecords {
  /** How many records were filed; null = none yet. */
  readonly filed: number | null;
  /** What is doubted of them; a second wish files them if nothing is impossible. */
  readonly findings: readonly PlausibilityFinding[];
  readonly isMissingTime: boolean;
  readonly isPending: boolean;
  readonly file: (patientId: string) => void;
  /** Something was chosen anew: doubts and outcome are no longer about it. */
  readonly forget: () => void;
}

const SAID_HERE = ['memory-gone', 'not-importable', 'time-unknown', 'filed-for-other-patient'] as const;

/** Files the chosen records, all or none; what is unusual asks once more. */
export function useFileRecords({ use, deviceId, chosen, measuredAt }: FileRecordsOptions): FilingRecords {
  const say = useWords(deviceMemoryWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const [filed, setFiled] = useState<number | null>(null);
  const [findings, setFindings] = useState<readonly PlausibilityFinding[]>([]);
  const sayFailure = (error: unknown) => {
    const code = SAID_HERE.find((one) => one === failureCode(error));
    if (code !== undefined) notify.failed(say('notFiled'), say(code));
    else notify.failed(failureText(error).title, failureText(error).text);
  };
  return {
    filed,
    findings,
    isMissingTime: chosen.some(
      ({ recordId, effectiveAt }) => effectiveAt === null && !measuredAt.has(recordId),
    ),
    isPending: use.file.isPending,
    file: (patientId) =>
      use.file.mutate(
        {
          deviceId,
          patientId,
          encounterId: null,
          records: chosen.map(({ recordId }) => ({
            recordId,
            measuredAt: measuredAt.get(recordId) ?? null,
          })),
          confirmedUnusual: findings.length > 0,
        },
        {
          onSuccess: () => {
            setFindings([]);
            setFiled(chosen.length);
          },
          onError: (error) => {
            if (isDefinedError(error) && error.code === 'implausible') setFindings(error.data.findings);
            else sayFailure(error);
          },
        },
      ),
    forget: () => {
      setFindings([]);
      setFiled(null);
    },
  };
}
