/** What a new user sees first: what the add-in is for and what to type. */
export function Welcome() {
  return (
    <main>
      <h1>Does fine-tuning pay?</h1>
      <p>
        Type <code>=FT.</code> in a cell to see every function.
      </p>
    </main>
  );
}
