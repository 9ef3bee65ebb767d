/** The documents beside the code, found without measuring it. */
export interface Documents {
  /**
   * README files in a folder, and the pages of the docs folders in it and at the root, relative to the root, with `/`.
   * Folders that cannot be read are passed over; of very many pages, the first.
   */
  near(folder: string): readonly string[];
}
