/** What stops the start and can be mended by whoever started it; the message is the sentence that they read. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
