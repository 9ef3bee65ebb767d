interface WebAssemblyInNode {
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBufferLike };
  readonly RuntimeError: new () => Error;
}

/** What Node knows and the types of Node do not. */
export const { Memory, RuntimeError } = (globalThis as unknown as { WebAssembly: WebAssemblyInNode })
  .WebAssembly;
