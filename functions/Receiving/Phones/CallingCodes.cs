using System.Collections.Frozen;

namespace AlturBridge.Receiving.Phones;

/// <summary>The country calling codes in use (ITU-T E.164, list of assigned codes). None is the beginning of another.</summary>
internal static class CallingCodes
{
    public const string NorthAmerica = "1";
    public const string Mexico = "52";
    private const int Longest = 3;

    private static readonly FrozenSet<string> Countries = Set("""
        1
        20 211 212 213 216 218
        220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239
        240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258
        260 261 262 263 264 265 266 267 268 269 27 290 291 297 298 299
        30 31 32 33 34 350 351 352 353 354 355 356 357 358 359 36
        370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 39
        40 41 420 421 423 43 44 45 46 47 48 49
        500 501 502 503 504 505 506 507 508 509 51 52 53 54 55 56 57 58
        590 591 592 593 594 595 596 597 598 599
        60 61 62 63 64 65 66 670 672 673 674 675 676 677 678 679
        680 681 682 683 685 686 687 688 689 690 691 692
        7
        81 82 84 850 852 853 855 856 86 880 886
        90 91 92 93 94 95 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 98 992 993 994 995 996 998
        """);

    private static readonly FrozenSet<string> Services = Set("388 800 808 870 878 881 882 883 888 979");

    /// <summary>Italy, San Marino, the Vatican, Côte d'Ivoire and Congo dial the zero from abroad too.</summary>
    private static readonly FrozenSet<string> ZeroKeepers = Set("39 378 379 225 242");

    public static bool IsCountry(string code) => Countries.Contains(code);

    /// <summary>Satellite, freephone, shared cost, premium rate and networks of their own.</summary>
    public static bool IsService(string code) => Services.Contains(code);

    public static bool IsAssigned(string? code) => code is not null && (IsCountry(code) || IsService(code));

    public static bool KeepsItsZero(string code) => ZeroKeepers.Contains(code);

    /// <returns>The code that these digits begin with; null when it is not in use.</returns>
    public static string? Of(string digits)
    {
        for (var length = 1; length <= Longest && length <= digits.Length; length++)
        {
            if (digits[..length] is var code && IsAssigned(code))
            {
                return code;
            }
        }

        return null;
    }

    private static FrozenSet<string> Set(string codes) => codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
