import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { withUniqueName } from '../../errors/unique-name.js';
import {
  createCategoryRow,
  deleteCategoryRow,
  findCategories,
  findCategory,
  isCategoryUsed,
  lockCategory,
  updateCategoryRow,
  type CategoryChange,
  type CategoryRow,
} from './mapping-issues.repository.js';

const categoryNotFound = (id: number): DomainError =>
  new DomainError('ISSUE_CATEGORY_NOT_FOUND', { details: { category_id: id } });

const categoryDto = ({ id, name, description, archived }: CategoryRow) => ({
  categoryId: id,
  name,
  description,
  archived,
});

/** Categories ordered by name. @param wanted.archived whether archived categories are included */
export const listIssueCategories = async ({ database }: Context, wanted: { archived: boolean }) => ({
  categories: (await findCategories(database.prisma, wanted)).map(categoryDto),
});

/** One category. @throws DomainError ISSUE_CATEGORY_NOT_FOUND */
export async function getIssueCategory({ database }: Context, id: number) {
  const row = await findCategory(database.prisma, id);
  if (!row) throw categoryNotFound(id);
  return categoryDto(row);
}

/** Creates a category. @throws DomainError NameExists */
export async function createIssueCategory({ database }: Context, category: CategoryChange & { name: string }) {
  const { id } = await withUniqueName(category.name, createCategoryRow(database.prisma, category));
  return { categoryId: id };
}

/**
 * Changes the given values of a category.
 * @returns the category after the change
 * @throws DomainError ISSUE_CATEGORY_NOT_FOUND, NameExists
 */
export async function updateIssueCategory({ database }: Context, id: number, change: CategoryChange) {
  const row = await withUniqueName(change.name, updateCategoryRow(database.prisma, id, change));
  if (!row) throw categoryNotFound(id);
  return categoryDto(row);
}

/**
 * Deletes a category that no task issue uses.
 * @throws DomainError ISSUE_CATEGORY_NOT_FOUND, ISSUE_CATEGORY_IN_USE
 */
export const deleteIssueCategory = ({ database }: Context, id: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockCategory(tx, id))) throw categoryNotFound(id);
    if (await isCategoryUsed(tx, id)) throw new DomainError('ISSUE_CATEGORY_IN_USE', { details: { category_id: id } });
    await deleteCategoryRow(tx, id);
  });
