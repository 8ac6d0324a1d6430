/** Calls that are under way, by what they are made with. */
export interface UnderWay {
  /** Notes that a call begins; false when the same is under way already, and need not be made once more. */
  readonly begin: (input: unknown) => boolean;
  readonly end: (input: unknown) => void;
}

/** Keeps a thing from being done twice by a button that is pressed twice: a call is the same when its input is. */
export function newUnderWay(): UnderWay {
  const inputs = new Set<string>();
  return {
    begin(input) {
      const same = JSON.stringify(input);
      if (inputs.has(same)) return false;
      inputs.add(same);
      return true;
    },
    end: (input) => void inputs.delete(JSON.stringify(input)),
  };
}
