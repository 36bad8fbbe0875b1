namespace AlturBridge.Testing.Edges;

/// <summary>Returns its bytes a few at a time, as a network does, then ends or breaks.</summary>
internal sealed class PiecemealStream(byte[] bytes, int piece = 1000, Exception? end = null) : Stream
{
    private int given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public int Given => given;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = Math.Min(Math.Min(piece, count), bytes.Length - given);
        if (length == 0 && end is not null)
        {
            throw end;
        }

        Array.Copy(bytes, given, buffer, offset, length);
        given += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(buffer, offset, count));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var piece = new byte[buffer.Length];
        var length = Read(piece, 0, piece.Length);
        piece.AsMemory(0, length).CopyTo(buffer);
        return ValueTask.FromResult(length);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
