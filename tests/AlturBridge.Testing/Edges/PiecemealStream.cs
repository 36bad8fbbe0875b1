namespace AlturBridge.Testing.Edges;

/// <summary>Returns its bytes a few at a time, as a network does, then ends or breaks.</summary>
internal sealed class PiecemealStream(byte[] bytes, int piece = 1000, Exception? end = null) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public int Given { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = base.Read(buffer, offset, Math.Min(piece, count));
        Given += length;
        return length > 0 || end is null ? length : throw end;
    }
}
