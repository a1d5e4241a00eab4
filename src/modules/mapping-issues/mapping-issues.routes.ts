import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import {
  categoriesQuery,
  category,
  categoryChange,
  categoryCreated,
  categoryDeleted,
  categoryList,
  categoryPath,
  newCategory,
} from './mapping-issues.schemas.js';
import {
  createIssueCategory,
  deleteIssueCategory,
  getIssueCategory,
  listIssueCategories,
  updateIssueCategory,
} from './mapping-issues.service.js';

/** Categories of mapping issues, under `/api/v2/tasks/issues/categories`. */
export const mappingIssueOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listIssueCategories',
    method: 'GET',
    path: '/',
    summary: 'Categories of mapping issues',
    tag: 'mapping issues',
    access: 'public',
    query: categoriesQuery,
    answers: { 200: categoryList },
    handler: ({ query }) => listIssueCategories(context, { archived: query.includeArchived ?? false }),
  }),
  defineOperation({
    id: 'getIssueCategory',
    method: 'GET',
    path: '/:categoryId/',
    summary: 'One category of mapping issues',
    tag: 'mapping issues',
    access: 'public',
    params: categoryPath,
    answers: { 200: category },
    errors: ['ISSUE_CATEGORY_NOT_FOUND'],
    handler: ({ params }) => getIssueCategory(context, params.categoryId),
  }),
  defineOperation({
    id: 'createIssueCategory',
    method: 'POST',
    path: '/',
    summary: 'Create a category of mapping issues',
    tag: 'mapping issues',
    access: 'admin',
    body: newCategory,
    answers: { 200: categoryCreated },
    errors: ['NameExists'],
    handler: ({ body }) => createIssueCategory(context, body),
  }),
  defineOperation({
    id: 'updateIssueCategory',
    method: 'PATCH',
    path: '/:categoryId/',
    summary: 'Change a category of mapping issues',
    tag: 'mapping issues',
    access: 'issue-category:manage',
    params: categoryPath,
    body: categoryChange,
    answers: { 200: category },
    errors: ['NameExists'],
    handler: ({ params, body }) => updateIssueCategory(context, params.categoryId, body),
  }),
  defineOperation({
    id: 'deleteIssueCategory',
    method: 'DELETE',
    path: '/:categoryId/',
    summary: 'Delete a category that no task issue uses',
    tag: 'mapping issues',
    access: 'issue-category:manage',
    params: categoryPath,
    answers: { 200: categoryDeleted },
    errors: ['ISSUE_CATEGORY_IN_USE'],
    handler: async ({ params }) => {
      await deleteIssueCategory(context, params.categoryId);
      return { Success: 'Mapping-issue category deleted' };
    },
  }),
];
