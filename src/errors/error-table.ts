/** One kind of error: its status, the form of its body, and the sentence for people. */
export interface ErrorEntry {
  /** HTTP status of the answer. */
  status: number;
  /** `rule`: `{"Error", "SubCode"}`. `notFound`: `{"error": {"code", "sub_code", "message", "details"}}`. */
  envelope: 'rule' | 'notFound';
  /** The default sentence for users. */
  sentence: string;
  /** The code that clients see, where it is not the key. Two errors with one wire code have two keys. */
  wireCode?: string;
}

/** The errors of one module, by code. Each module has one in its `*.errors.ts`; `errors.ts` merges them. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;
