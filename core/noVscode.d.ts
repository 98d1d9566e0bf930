/** What whoever asks for the editor finds outside of extension/: nothing. */
export {};
