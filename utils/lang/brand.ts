declare const brand: unique symbol;

/** A `T` that only the function named in its docstring may make: other values of `T` do not compile. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
