using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>
/// A request's body that refuses to be larger than its limit. What lies beyond is thrown away unread, so that a client which sends
/// everything before it listens still gets its answer; beyond <see cref="Discarded"/> the connection is closed on it.
/// </summary>
internal sealed class BoundedBody : Stream
{
    /// <summary>Bytes thrown away at most.</summary>
    public const long Discarded = 32 * 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly HttpRequest _request;
    private readonly Stream _inner;
    private readonly long _limit;
    private long _read;

    private BoundedBody(HttpRequest request, long limit)
    {
        _request = request;
        _inner = request.Body;
        _limit = limit;
    }

    /// <summary>Puts the limit around the body of <paramref name="request"/>; nothing is read yet.</summary>
    public static void Limit(HttpRequest request, long limit)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit + Discarded;
        }

        request.Body = new BoundedBody(request, limit);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_request.ContentLength > _limit)
        {
            throw await RefuseAsync(cancellationToken);
        }

        var read = await _inner.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= _limit ? read : throw await RefuseAsync(cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<ApiProblem> RefuseAsync(CancellationToken cancellationToken)
    {
        // A client that asks first has sent nothing yet, and will not.
        if (!_request.Headers.Expect.Contains("100-continue") && !(_request.ContentLength > _limit + Discarded))
        {
            await DiscardAsync(cancellationToken);
        }

        return new(
            StatusCodes.Status413PayloadTooLarge,
            "The body is too large",
            $"The body is larger than {_limit} bytes, more than the longest text needs; send a shorter text.");
    }

    private async ValueTask DiscardAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await _inner.ReadAsync(buffer, patience.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or BadHttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // Too slow, or far too much: the answer is sent all the same, whether or not it still finds a listener.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
