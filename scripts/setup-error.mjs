/** A failed set-up step, with the remedies to print under it, one line each. */
export class SetupError extends Error {
  constructor(problem, ...remedies) {
    super(problem);
    this.name = 'SetupError';
    this.remedies = remedies;
  }
}
