namespace AlturBridge.Receiving.Payloads;

/// <summary>A body that cannot be read. The message is for the sender: it says how to fix the body and never quotes it.</summary>
public class UnreadablePayloadException(string message, Exception? innerException = null) : Exception(message, innerException);
