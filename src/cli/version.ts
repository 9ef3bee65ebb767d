declare const __LRA_VERSION__: string;

/** The version of this package; the build writes it in. */
export const VERSION: string = __LRA_VERSION__;
