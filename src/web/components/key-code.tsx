/** A written key in its groups of four, each kept whole; always from left to right. */
export function KeyCode({ code }: { readonly code: string }) {
  return (
    <p class="key-code" dir="ltr">
      {code.split('-').map((group, index) => (
        // Two groups may be alike; their place tells them apart.
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}
