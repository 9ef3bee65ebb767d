const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Whether a text may name a template; such a name is safe as the name of a file. */
export function isTemplateName(text: string): boolean {
  return NAME.test(text);
}
