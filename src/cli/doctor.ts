import { InvalidArgumentError, type Command } from 'commander';
import type { Examination, Repair } from '../modules/doctor/doctor.service.js';
import { REPAIRS } from '../modules/doctor/doctor.service.js';
import type { Finding } from '../modules/doctor/finding.js';
import { perform } from './command-runner.js';
import { commandLine } from './invocation.js';
import { progressLine } from './progress-line.js';
import { ExitCode, type Tools } from './terminal.js';

const MARKS = { ok: 'ok', note: 'note', warning: 'warning', fault: 'FAULT' } as const;

/** A finding as lines of text. */
function linesOf({ check, severity, message, details, repairable, repaired }: Finding): string[] {
  const mark = repaired ? 'repaired' : MARKS[severity];
  const advice = repairable && !repaired ? ' (--repair repairs it)' : '';
  return [
    `${mark.padEnd(8)}  ${check}: ${message}${advice}`,
    ...(details ?? []).map((detail) => `${' '.repeat(12)}${detail}`),
  ];
}

function summaryOf({ findings, healthy }: Examination): string {
  const count = (wanted: Finding['severity']): number =>
    findings.filter(({ severity, repaired }) => severity === wanted && !repaired).length;
  const repaired = findings.filter((finding) => finding.repaired).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  const parts = [
    `${faults} ${faults === 1 ? 'fault' : 'faults'}`,
    `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    ...(repaired > 0 ? [`${repaired} repaired`] : []),
  ];
  return `${healthy ? 'No fault is left' : 'There are faults'}: ${parts.join(', ')}.`;
}

function parseRepairs(text: string): Repair[] {
  const wanted = text.split(',').map((part) => part.trim());
  const unknown = wanted.find((part) => !(REPAIRS as readonly string[]).includes(part));
  if (unknown !== undefined) throw new InvalidArgumentError(`Give some of: ${REPAIRS.join(',')}.`);
  return wanted as Repair[];
}

/** Adds the command of `npm run doctor`. */
export function addDoctorCommand(program: Command, { config, print }: Tools): void {
  program
    .description(
      'Check the database and the services that the server needs. It can also run before Tessera is started on a database of ' +
        'version 5. Nothing is changed without --repair.',
    )
    .option(
      '--repair [parts]',
      `repair all faults that can be repaired, or only some of ${REPAIRS.join(',')}. Users can continue to work`,
      parseRepairs,
    )
    .option('--json', 'print the findings as JSON', false)
    .addHelpText('after', '\nExit codes: 0 no fault is left, 1 faults, 2 wrong usage.')
    .action(async ({ repair, json }: { repair?: Repair[] | true; json: boolean }) => {
      const repairs = repair === true ? [...REPAIRS] : (repair ?? []);
      const settings = config();
      const line = progressLine('Opening the database');
      const examination = await perform(settings, 'examine', { repairs }, line.onProgress).finally(line.done);
      if (json) print(JSON.stringify(examination, null, 2));
      else print([...examination.findings.flatMap(linesOf), '', summaryOf(examination)].join('\n'));
      if (!json && !examination.healthy && repairs.length === 0 && examination.findings.some((one) => one.repairable))
        print(`To repair: ${commandLine('doctor')} --repair`);
      if (!examination.healthy) throw new ExitCode(1);
    });
}
