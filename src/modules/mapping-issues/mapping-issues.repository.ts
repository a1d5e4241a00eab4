import type { ModelTx, Models } from '../../db/transaction.js';

/** A category as it is stored. */
export interface CategoryRow {
  id: number;
  name: string;
  description: string | null;
  archived: boolean;
}

/** Values of a category to write. Absent values are kept. */
export interface CategoryChange {
  name?: string | undefined;
  description?: string | null | undefined;
  archived?: boolean | null | undefined;
}

const columns = { id: true, name: true, description: true, archived: true } as const;

/** The columns that a change writes. */
const columnsOf = ({ name, description, archived }: CategoryChange) => ({
  ...(name !== undefined && { name }),
  ...(description !== undefined && { description }),
  ...(typeof archived === 'boolean' && { archived }),
});

/** Categories ordered by name. @param archived whether archived categories are included */
export const findCategories = (db: Models, { archived }: { archived: boolean }): Promise<CategoryRow[]> =>
  db.mappingIssueCategory.findMany({
    select: columns,
    ...(!archived && { where: { archived: false } }),
    orderBy: { name: 'asc' },
  });

/** The category with an id; null if there is none. */
export const findCategory = (db: Models, id: number): Promise<CategoryRow | null> =>
  db.mappingIssueCategory.findUnique({ where: { id }, select: columns });

/** Inserts a category. */
export const createCategoryRow = (db: Models, category: CategoryChange & { name: string }): Promise<CategoryRow> =>
  db.mappingIssueCategory.create({ data: { ...columnsOf(category), name: category.name }, select: columns });

/** Writes values of a category. @returns the category after the change; null if there is none with the id */
export async function updateCategoryRow(db: Models, id: number, change: CategoryChange): Promise<CategoryRow | null> {
  const [row] = await db.mappingIssueCategory.updateManyAndReturn({
    where: { id },
    data: columnsOf(change),
    select: columns,
  });
  return row ?? null;
}

/**
 * Locks a category, so that no issue can refer to it until the transaction ends.
 * @returns whether it exists
 */
export async function lockCategory(tx: ModelTx, id: number): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`/* lockCategory */ SELECT 1 AS one FROM mapping_issue_categories WHERE id = ${id}::int FOR UPDATE`;
  return rows.length > 0;
}

/** Whether task issues use the category. */
export const isCategoryUsed = async (tx: ModelTx, id: number): Promise<boolean> =>
  (await tx.taskMappingIssue.findFirst({ where: { mappingIssueCategoryId: id }, select: { id: true } })) !== null;

/** Deletes a category. */
export const deleteCategoryRow = async (tx: ModelTx, id: number): Promise<void> =>
  void (await tx.mappingIssueCategory.delete({ where: { id } }));
