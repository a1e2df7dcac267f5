/** The mark of the extension; says nothing, so it is said nothing. */
export function Mark() {
  return <span className="mark" aria-hidden />;
}
