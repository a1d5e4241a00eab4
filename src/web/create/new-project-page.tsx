/** Placeholder. */
export function NewProjectPage() {
  return <div class="page" />;
}
