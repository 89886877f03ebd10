// What the pages with words need of the library, and nothing else.
export {
  Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient, webauthn,
} from "age-encryption";
export { bech32 } from "@scure/base";
