import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

/**
 * Turns Markdown into HTML that is safe to show. HTML in the text is escaped.
 * @returns HTML without blanks around it
 */
export const markdownToHtml = (text: string): string => markdown.render(text).trim();
