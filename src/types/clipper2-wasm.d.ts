/** The package has types of what its factory makes, but none of the factory that its main file exports. */
declare module 'clipper2-wasm' {
  import type { MainModule } from 'clipper2-wasm/dist/clipper2z.js';

  export default function createClipper(): Promise<MainModule>;
}
