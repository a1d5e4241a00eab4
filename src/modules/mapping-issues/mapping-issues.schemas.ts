import { z } from 'zod';
import { booleanQuery, nameText, pathId, storableText, success } from '../../http/schemas/schemas.js';

export const categoryPath = z.object({ categoryId: pathId('Id of the category') });

export const categoriesQuery = z.object({
  includeArchived: booleanQuery
    .optional()
    .meta({ type: 'boolean', description: 'Whether to include archived categories. False by default.' }),
});

const description = storableText.nullable().optional();
const archived = z.boolean().nullish().meta({ description: 'Null keeps the value' });

export const newCategory = z.object({ name: nameText(1000), description, archived }).meta({
  id: 'NewIssueCategory',
  description: 'A new category',
  examples: [{ name: 'Feature geometry', description: 'Shape or place is off' }],
});

export const categoryChange = z.object({ name: nameText(1000).optional(), description, archived }).meta({
  id: 'IssueCategoryChange',
  description: 'Changes to a category. Absent fields keep their values.',
  examples: [{ archived: true }],
});

const categoryId = z.int().meta({ description: 'Id of the category' });

export const category = z
  .object({
    categoryId,
    name: z.string(),
    description: z.string().nullable(),
    archived: z.boolean().meta({ description: 'True: the category is no longer offered to validators' }),
  })
  .meta({
    id: 'IssueCategory',
    description: 'A kind of mistake that validators count',
    examples: [{ categoryId: 1, name: 'Missed feature', description: null, archived: false }],
  });

export const categoryList = z.object({ categories: z.array(category) }).meta({
  id: 'IssueCategoryList',
  description: 'Categories, ordered by name',
  examples: [{ categories: [{ categoryId: 1, name: 'Missed feature', description: null, archived: false }] }],
});

export const categoryCreated = z
  .object({ categoryId })
  .meta({ id: 'IssueCategoryCreated', description: 'The new category', examples: [{ categoryId: 4 }] });

export const categoryDeleted = success('Mapping-issue category deleted');
