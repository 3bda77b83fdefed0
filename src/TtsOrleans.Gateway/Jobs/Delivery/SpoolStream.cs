namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>A finished spool file, to be read from anywhere by one of its readers.</summary>
internal sealed class SpoolStream(SpoolFile file) : SentFile(file.Length)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, Position, cancellationToken);
        Advance(read);
        return read;
    }
}
