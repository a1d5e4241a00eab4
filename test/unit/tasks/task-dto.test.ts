import { describe, expect, it } from 'vitest';
import { perTaskInstructions, taskDtoText } from '../../../src/modules/tasks/engine/task-dto.js';
import type { TaskDtoRow } from '../../../src/modules/tasks/engine/task-dto.repository.js';

const row = (values: Partial<TaskDtoRow> = {}): TaskDtoRow => ({
  taskId: 4,
  status: 'READY',
  lockHolder: null,
  lastUpdated: null,
  history: '[]',
  annotations: '[]',
  geometry: 'null',
  instructions: null,
  x: 10,
  y: 20,
  zoom: 16,
  extraProperties: null,
  ...values,
});

const instructions = (text: string | null, extra?: unknown, values: Partial<TaskDtoRow> = {}): string =>
  perTaskInstructions(
    row({ instructions: text, extraProperties: extra === undefined ? null : JSON.stringify(extra), ...values }),
  );

describe('instructions of a task', () => {
  it('are empty when the project has none', () => expect(instructions(null)).toBe(''));

  it('contain the tile', () => expect(instructions('{z}/{x}/{y}, again {x}')).toBe('16/10/20, again 10'));

  it('contain every property of the task', () => {
    expect(instructions('{name} has {people}, {roads}', { name: 'लेखनाथ', people: 1200, roads: ['a'] })).toBe(
      'लेखनाथ has 1200, ["a"]',
    );
  });

  it('keep a key without a value', () => {
    expect(instructions('{nothing} {none} {x}', { none: null })).toBe('{nothing} {none} 10');
    expect(instructions('{x}/{y}', undefined, { x: null, y: null })).toBe('{x}/{y}');
  });

  it('insert values once, and never as a pattern', () => {
    expect(instructions('{a}', { a: '$& {x} \\1' })).toBe('$& {x} \\1');
  });

  it('ignore inherited object properties', () => {
    expect(instructions('{constructor} {__proto__} {toString}')).toBe('{constructor} {__proto__} {toString}');
  });

  it('prefer the tile to a property of the same name', () => {
    expect(instructions('{x}', { x: 'mine' })).toBe('10');
  });

  it('stay unchanged when the stored properties are not JSON', () => {
    expect(perTaskInstructions(row({ instructions: '{name} {x}', extraProperties: "{'name': 1}" }))).toBe('{name} 10');
  });
});

describe('text of a task', () => {
  it('is valid JSON whatever names and instructions contain', () => {
    const hostile = '"},{\u2028</script>\\';
    const text = taskDtoText(
      1,
      row({ lockHolder: hostile, instructions: hostile, status: 'LOCKED_FOR_MAPPING' }),
      7200,
    );
    expect(JSON.parse(text)).toEqual({
      taskId: 4,
      projectId: 1,
      taskStatus: 'LOCKED_FOR_MAPPING',
      lockHolder: hostile,
      taskHistory: [],
      taskAnnotation: [],
      perTaskInstructions: hostile,
      autoUnlockSeconds: 7200,
      lastUpdated: null,
      numberOfComments: null,
      geometry: null,
    });
  });
});
