using System.Buffers.Binary;
using System.Security.Cryptography;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Generates an endless sequence of requests; the same seed and number give the same request.</summary>
public sealed class RequestGenerator(int seed)
{
    /// <summary>Appears in many payloads, and must not appear in any log.</summary>
    public const string Marker = "QzMarkerQz";

    private const int MostMutations = 4;

    /// <summary>Most requests differ in only a byte or two, so that they get past the parser.</summary>
    public FuzzRequest Create(int number)
    {
        var random = new Random(Scatter(seed, number));
        var preset = AnyPreset(random);
        var (headers, body) = random.Next(10) switch
        {
            0 or 1 => Hostile(random),
            2 => ([("Content-Type", HostileHeaders.AnyContentType(random))], Mutation.Noise(HostileBodies.AnyLength(random), random)),
            _ => Mutated(preset, random),
        };

        if (random.Next(4) == 0)
        {
            headers = [.. headers.Where(header => header.Name != "Content-Type" || random.Next(2) == 0), .. HostileHeaders.Some(random)];
        }

        return new FuzzRequest(preset, random.Next(5) == 0 ? HostileHeaders.AnyQuery(random) : string.Empty, headers, body);
    }

    /// <summary>Neighboring seeds give similar numbers; a hash, the same in every process, separates them.</summary>
    private static int Scatter(int seed, int number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], number);
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(bytes));
    }

    private static string AnyPreset(Random random) => SourceLayers.Presets.Names[random.Next(SourceLayers.Presets.Names.Count)];

    private static (IReadOnlyList<(string Name, string Value)> Headers, byte[] Body) Hostile(Random random)
    {
        var (contentType, body) = HostileBodies.Any(random, HostileBodies.AnyLength(random));
        return ([("Content-Type", contentType)], body);
    }

    private static (IReadOnlyList<(string Name, string Value)> Headers, byte[] Body) Mutated(string preset, Random random)
    {
        var (headers, body) = SamplePayloads.Any(random.Next(8) == 0 ? AnyPreset(random) : preset, random);
        body = Mutation.Mark(body, Marker, random);

        if (random.Next(8) == 0)
        {
            body = Mutation.Batch(body, Math.Min(random.Next(1, 400), Math.Max(1, RequestBody.MaxBytes / (body.Length + 1))));
        }

        for (var mutations = random.Next(MostMutations + 1); mutations > 0; mutations--)
        {
            body = (random.Next(4) > 0 ? JsonMutation.TryAny(body, random) : null) ?? Mutation.Any(body, random);
        }

        return (random.Next(8) == 0 ? [("Content-Type", HostileHeaders.AnyContentType(random))] : headers, body);
    }
}
