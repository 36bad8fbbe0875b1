namespace AlturBridge.Tests.StandIns;

/// <summary>Says, in a sentence each, what a type has that the official one has not. The official one may have more.</summary>
internal static class ApiComparison
{
    public static IEnumerable<string> Differences(Type type, RecordedApi official)
    {
        var ours = ApiSignature.OfType(type);

        return official.Type(ours.Type) is { } theirs
            ?
            [
                .. InType(ours, theirs),
                .. ApiSignature.OfMembers(type).SelectMany(member => InMember(member, [.. official.Members(ours.Type)])),
            ]
            : [$"There is no official type {ours.Type}."];
    }

    private static IEnumerable<string> InType(ApiLine ours, ApiLine theirs)
    {
        var (declaration, parent, interfaces) = Parts(ours.Signature);
        var (officialDeclaration, officialParent, officialInterfaces) = Parts(theirs.Signature);

        if (declaration != officialDeclaration)
        {
            yield return $"\"{declaration}\" is officially \"{officialDeclaration}\".";
        }

        if (parent != officialParent)
        {
            yield return $"{ours.Type} derives from {parent ?? "nothing"}, but officially from {officialParent ?? "nothing"}.";
        }

        foreach (var added in interfaces.Except(officialInterfaces))
        {
            yield return $"{ours.Type} officially does not implement {added}.";
        }

        foreach (var sentence in InAttributes(ours, theirs))
        {
            yield return sentence;
        }
    }

    private static IEnumerable<string> InMember(ApiLine ours, List<ApiLine> theirs)
    {
        if (theirs.Find(line => (line.Kind, line.Signature) == (ours.Kind, ours.Signature)) is { } same)
        {
            return InAttributes(ours, same);
        }

        var similar = theirs.Where(line => line.Name == ours.Name).Select(line => $"\"{line.Signature}\"").ToList();
        var instead = similar.Count > 0 ? $", but {string.Join(" and ", similar)}" : "";

        return [$"{ours.Type} has officially no {ours.Kind} \"{ours.Signature}\"{instead}."];
    }

    private static IEnumerable<string> InAttributes(ApiLine ours, ApiLine theirs) =>
        ours.Attributes.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Except(theirs.Attributes.Split(','))
            .Select(attribute => $"{ours.Type} has officially no [{attribute}] on \"{ours.Signature}\".");

    private static (string Declaration, string? Parent, List<string> Interfaces) Parts(string signature)
    {
        var declaration = signature.Split(" : ")[0];
        var parents = signature.Length > declaration.Length ? TopLevel(signature[(declaration.Length + 3)..]) : [];

        return (declaration, parents.Find(name => !IsInterface(name)), parents.FindAll(IsInterface));
    }

    private static List<string> TopLevel(string names)
    {
        var depth = 0;
        List<string> found = [""];

        foreach (var character in names)
        {
            depth += character switch { '<' => 1, '>' => -1, _ => 0 };

            if (depth == 0 && character == ',')
            {
                found.Add("");
            }
            else
            {
                found[^1] += character;
            }
        }

        return found.ConvertAll(name => name.Trim());
    }

    // The recorded API lists the base class and the interfaces alike: only the names tell them apart.
    private static bool IsInterface(string name) => name.Split('<')[0].Split('.')[^1] is ['I', >= 'A' and <= 'Z', ..];
}
