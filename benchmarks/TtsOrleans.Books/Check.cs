namespace TtsOrleans.Books;

/// <summary>What must hold of a book.</summary>
internal static class Check
{
    /// <summary>Ends the run if it does not hold.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
