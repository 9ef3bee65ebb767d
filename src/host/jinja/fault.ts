/** Stops reading or rendering a template; the line is filled in by the innermost node that was being worked on. */
export class JinjaFault extends Error {
  line: number | null;

  constructor(reason: string, line: number | null = null) {
    super(reason);
    this.line = line;
  }
}
