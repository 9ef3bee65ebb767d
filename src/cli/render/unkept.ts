import type { Failure } from '../../core/failure.ts';
import { visible } from './controls.ts';

/** Says why a report was not kept, and what follows from that. */
export function unkeptText({ message }: Failure): string {
  return `the report was not kept, so it decides no mode: ${visible(message)}`;
}
