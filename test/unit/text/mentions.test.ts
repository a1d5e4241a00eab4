import { describe, expect, it } from 'vitest';
import { mentionsOf } from '../../../src/text/mentions.js';

describe('mentions of users', () => {
  it.each([
    ['@[ann] and @[ben o. brien]', ['ann', 'ben o. brien']],
    ['@ann, @[ann] (@ann) @ann!', ['ann']],
    ['@meneja_بحر @शुक्रिया @user_2', ['meneja_بحر', 'शुक्रिया', 'user_2']],
    ['@[Zawadi "Z" O\'Neil <b>]', ['Zawadi "Z" O\'Neil <b>']],
    ['mail ann@example.org or me@[x', []],
    ['@ @[] [ben] ben', []],
    ['@[ann [OSM]] @[ben[x] @[a.b-c d]', ['ann [OSM]', 'ben[x', 'a.b-c d']],
    ['Done.@ann, @ben/@cleo "@dan"', ['ann', 'ben', 'cleo', 'dan']],
    ['see https://osm.town/@ann and HTTP://x.org/a?b=@ben', []],
  ])('finds in %s the users %j', (comment, names) => expect(mentionsOf(comment).names).toEqual(names));

  it('finds every named user once', () => {
    const names = Array.from({ length: 500 }, (_, index) => `user${index}`);
    const comment = names.map((name) => `@${name} @[${name}]`).join(' ');
    expect(mentionsOf(comment).names).toEqual(names);
  });
});

it.each(['@[', '@[[a]', '@[a[', '@a ', 'http://@a', `@[${'[a]'.repeat(100)}`])(
  'mentions are found quickly in a long text of %s',
  (part) => {
    const start = performance.now();
    mentionsOf(part.repeat(200_000 / part.length));
    expect(performance.now() - start).toBeLessThan(5000);
  },
);

describe('mentions of groups', () => {
  it.each([
    ['#author', ['author']],
    ['#mappers well done, #managers. #mappers', ['mappers', 'managers']],
    ['(#contributors)', ['contributors']],
    ['#Author #authors x#author &#author https://x.org/#managers', []],
  ])('finds in %s the groups %j', (comment, groups) => expect(mentionsOf(comment).groups).toEqual(groups));
});
