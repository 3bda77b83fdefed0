namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>Pauses that grow, from a quarter of a second to ten, each by chance a little longer or shorter.</summary>
internal sealed class BackOff(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The next pause.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_pause * (0.75 + (Random.Shared.NextDouble() / 2)), clock, cancellationToken);
        _pause = _pause * 2 < Longest ? _pause * 2 : Longest;
    }
}
