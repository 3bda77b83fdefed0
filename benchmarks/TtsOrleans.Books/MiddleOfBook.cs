namespace TtsOrleans.Books;

/// <summary>What becomes of the silo that runs the book when half of it is rendered.</summary>
internal enum MiddleOfBook
{
    Nothing,
    Kill,
    Stop,
}
