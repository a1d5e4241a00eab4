/** The largest number of an `integer` column of PostgreSQL, and so the largest id of most tables. */
export const INT4_MAX = 2_147_483_647;

/** Whether a number can be an id of an `integer` column: a positive number of 32 bits. */
export const isInt4Id = (id: number): boolean => id > 0 && id <= INT4_MAX;

/** Whether a text is such an id in digits. */
export const isInt4IdText = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text) && isInt4Id(Number(text));
