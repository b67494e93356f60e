import { err, ok, type Result } from '../../domain/result.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { SignedIn } from '../clinic.ts';
import { driverOf } from '../devices/drivers.ts';
import type { DeviceHub } from '../devices/hub.ts';
import {
  recordingOfEvidence,
  recordingOfTraffic,
  type RecordingText,
} from '../devices/replay/make-recording.ts';
import type { Output } from '../printing/output.ts';
import { saveFile } from '../printing/save-file.ts';

/** What a device said lately, or what one Observation was read from. */
export type RecordingSource = { readonly deviceId: string } | { readonly observationId: string };

type MakeRefusal = {
  readonly code: 'not-found' | 'not-allowed' | 'storage-full' | 'nothing-recorded';
};
type ExportRefusal = MakeRefusal | { readonly code: 'cancelled' | 'could-not-write' };

/** Saves a recording without patient data where the person says. */
export async function exportRecording(
  signedIn: SignedIn,
  devices: DeviceHub,
  output: Output,
  source: RecordingSource,
): Promise<Result<Record<string, never>, ExportRefusal>> {
  const recording = 'deviceId' in source ? ofDevice(devices, source) : ofObservation(signedIn, source);
  if (!recording.ok) return recording;
  const text = `${JSON.stringify(recording.value, null, 2)}\n`;
  const saved = await saveFile(output, `recording-${recording.value.driver}.json`, text);
  return saved === 'done' ? ok({}) : err({ code: saved });
}

function ofDevice(
  devices: DeviceHub,
  { deviceId }: { readonly deviceId: string },
): Result<RecordingText, MakeRefusal> {
  const device = devices.find(deviceId);
  return device === null ? err({ code: 'not-found' }) : recordingOfTraffic(device.driver, device.traffic);
}

function ofObservation(
  signedIn: SignedIn,
  { observationId }: { readonly observationId: string },
): Result<RecordingText, MakeRefusal> {
  if (!signedIn.may('chart.read')) return err({ code: 'not-allowed' });
  const observation = signedIn.clinic.records.get('Observation', observationId);
  if (observation === null) return err({ code: 'not-found' });
  const audited = auditRead(signedIn, 'recording-exported', 'Patient', observation.patientId);
  if (!audited.ok) return audited;
  const { evidence } = observation;
  const driver = evidence === null ? null : driverOf(evidence.driverId);
  if (evidence === null || driver === null) return err({ code: 'nothing-recorded' });
  return recordingOfEvidence(driver, evidence.rawHex);
}
