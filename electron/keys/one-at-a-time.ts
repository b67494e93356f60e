/** Runs works handed in one after the other, in the order they came; one that fails does not stop the next. */
export function oneAtATime(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => undefined); // the caller of `work` gets the failure
    return result;
  };
}
