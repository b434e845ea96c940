import fc from 'fast-check';

/** Chance itself is refused in domain's tests, so a property says where it starts; every run is the same run. */
fc.configureGlobal({ seed: 20261123 });

export { fc };
