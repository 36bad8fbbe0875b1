using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>What a sender signs: literal text with placeholders in braces. There is nothing more to this language.</summary>
public sealed class SignedContent
{
    public const string Secret = "secret";
    public const string Method = "method";
    public const string Url = "url";
    public const string Body = "body";
    public const string Timestamp = "timestamp";
    public const string Id = "id";

    private static readonly string[] Placeholders = [Secret, Method, Url, Body, Timestamp, Id];

    private static readonly Piece SecretPiece = new(Secret, IsLiteral: false);

    private readonly IReadOnlyList<Piece> pieces;

    private SignedContent(IReadOnlyList<Piece> pieces) => this.pieces = pieces;

    public static string Known { get; } = string.Join(", ", Placeholders.Select(name => $"{{{name}}}"));

    /// <returns>False where a brace has no partner or a placeholder is not among <see cref="Known"/>.</returns>
    public static bool TryParse(string? template, [NotNullWhen(true)] out SignedContent? content)
    {
        var pieces = new List<Piece>();
        var rest = template ?? string.Empty;
        content = null;

        while (rest.Length > 0)
        {
            var length = rest.IndexOfAny(['{', '}']) is var brace && brace < 0 ? rest.Length : brace;
            if (length > 0)
            {
                pieces.Add(new Piece(rest[..length], IsLiteral: true));
                rest = rest[length..];
                continue;
            }

            if (Placeholders.FirstOrDefault(name => rest.StartsWith($"{{{name}}}", StringComparison.Ordinal)) is not { } placeholder)
            {
                return false;
            }

            pieces.Add(new Piece(placeholder, IsLiteral: false));
            rest = rest[(placeholder.Length + 2)..];
        }

        content = new SignedContent(pieces);
        return true;
    }

    public bool Uses(string placeholder) => pieces.Contains(new Piece(placeholder, IsLiteral: false));

    /// <summary>The secret stands at the beginning and nowhere else.</summary>
    public bool BeginsWithSecret() => pieces.Count > 0 && pieces[0] == SecretPiece && pieces.Count(piece => piece == SecretPiece) == 1;

    public void AppendTo(IncrementalHash hash, ReadOnlySpan<byte> secret, SignedValues values)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case (Body, false):
                    hash.AppendData(values.Body.Span);
                    break;
                case (Secret, false):
                    hash.AppendData(secret);
                    break;
                default:
                    hash.AppendData(Encoding.UTF8.GetBytes(Text(piece, values)));
                    break;
            }
        }
    }

    private static string Text(Piece piece, SignedValues values) => piece switch
    {
        (Method, false) => values.Method,
        (Url, false) => values.Url,
        (Timestamp, false) => values.Timestamp,
        (Id, false) => values.Id,
        _ => piece.Text,
    };

    private sealed record Piece(string Text, bool IsLiteral);
}
