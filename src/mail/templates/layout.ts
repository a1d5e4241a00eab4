import { escapeHtml } from '../../text/html.js';

/** The instance that a mail links to. */
export interface Place {
  /** Short name of the organisation that runs the instance. */
  orgCode: string;
  /** URL of the front-end, without a final slash. */
  appBaseUrl: string;
}

/** The content of a mail in both forms. */
export interface MailBody {
  /** HTML that is safe to show. */
  html: string;
  text: string;
}

/** The frame of every mail: title, content, and how to switch off such mails. */
export const layout = ({ orgCode }: Pick<Place, 'orgCode'>, content: string, footer: string): string => `<!doctype html>
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
