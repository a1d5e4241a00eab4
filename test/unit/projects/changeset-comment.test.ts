import { describe, expect, it } from 'vitest';
import { copiedChangesetComment, newChangesetComment } from '../../../src/modules/projects/create/changeset-comment.js';

describe('changeset comment', () => {
  it('is the tag with the id for a new project', () => {
    expect(newChangesetComment('#tm-project', 7)).toBe('#tm-project-7');
  });

  it.each([
    ['#tm-project-3', '#tm-project-9'],
    ['#tm-project-3 #roads in Kampala', '#tm-project-9 #roads in Kampala'],
    ['#other-server-3 #roads', '#tm-project-9 #roads'],
    ['#tm-project-33 #roads', '#tm-project-9 #tm-project-33 #roads'],
    ['#roads', '#tm-project-9 #roads'],
    ['', '#tm-project-9'],
    [null, '#tm-project-9'],
  ])('of a copy of project 3 changes %j to %j', (changesetComment, copied) => {
    expect(copiedChangesetComment('#tm-project', 9, { id: 3, changesetComment })).toBe(copied);
  });

  it('of a copy removes a tag with special pattern characters', () => {
    expect(copiedChangesetComment('a+b (c)', 9, { id: 3, changesetComment: 'a+b (c)-3 rest' })).toBe('a+b (c)-9 rest');
  });
});
