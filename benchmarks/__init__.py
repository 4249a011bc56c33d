"""How fast is it, compared with what this very machine can do at best in the same run?"""
