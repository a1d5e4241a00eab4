import { escapeHtml } from '../../text/html.js';

/** The instance of the Tasking Manager that sends a mail. */
export interface Instance {
  /** Short name of the organisation that runs the instance. */
  orgCode: string;
  /** URL of the front-end, without a final slash. */
  appBaseUrl: string;
}

/** The HTML of a mail. @param footer why the user gets the mail, in small print */
export const layout = (
  { orgCode }: Pick<Instance, 'orgCode'>,
  content: string,
  footer: string,
): string => `<!doctype html>
<html>
<head><meta charset="utf-8"><title>${escapeHtml(orgCode)} Tasking Manager</title></head>
<body style="font-family: sans-serif; color: #2c3038; max-width: 640px; margin: 0 auto;">
<h2 style="color: #d73f3f;">${escapeHtml(orgCode)} Tasking Manager</h2>
${content}
<hr>
<p style="font-size: 0.8em; color: #68707f;">${footer}</p>
</body>
</html>
`;
