/** One kind of error: its status, the form of its body, and the sentence for users. */
export interface ErrorEntry {
  /** HTTP status of the answer. */
  status: number;
  /** `rule`: `{"Error", "SubCode"}`. `notFound`: `{"error": {"code", "sub_code", "message", "details"}}`. */
  envelope: 'rule' | 'notFound';
  /** The default sentence for users. */
  sentence: string;
  /** The code in the answer, if it is not the key. Errors with the same code in the answer have different keys. */
  wireCode?: string;
}

/** The errors of one module, by code. Each module has one in its `*.errors.ts`; `errors.ts` merges them. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;
