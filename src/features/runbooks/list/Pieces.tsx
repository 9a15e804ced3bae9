import React from 'react';
import { type Piece } from '../../../domain/runbook/search';

/** A text with what was searched for marked in it. */
export function Pieces({ pieces }: { pieces: Piece[] }) {
  return (
    <>
      {pieces.map(({ text, isMatch }, index) =>
        isMatch ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>
      )}
    </>
  );
}
